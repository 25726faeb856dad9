package io.ripeline.spreadsheet;

import io.ripeline.spreadsheet.Archive.Part;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The texts that the cells of a workbook share. Many workbooks have hardly any text twice, so that these are most of
/// the file: they lie in two files beside it, one of the texts and one of where each begins, and only those used last
/// are held.
final class SharedTexts implements AutoCloseable {

    private static final int HELD = 10_000;
    private static final int LONGEST_HELD = 200;

    private final Path texts;
    private final Path places;
    private final FileChannel text;
    private final FileChannel place;
    private final long count;
    private final Map<Long, String> held = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > HELD;
        }
    };

    private SharedTexts(Path texts, Path places, long count) throws IOException {
        this.texts = texts;
        this.places = places;
        this.count = count;
        this.text = FileChannel.open(texts);
        this.place = FileChannel.open(places);
    }

    /// Puts the texts of a workbook aside.
    static SharedTexts of(Archive archive, Workbook workbook) throws IOException {
        Path texts = Files.createTempFile("ripeline-", ".texts");
        Path places = Files.createTempFile("ripeline-", ".places");
        try (OutputStream text = new BufferedOutputStream(Files.newOutputStream(texts));
                DataOutputStream place =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(places)))) {
            long end = 0;
            long count = 0;
            String part = workbook.part("sharedStrings").filter(archive::has).orElse("");
            if (!part.isEmpty()) {
                try (Part shared = archive.part(part).orElseThrow(Archive::malformed)) {
                    while (shared.next()) {
                        if (shared.begins("si")) {
                            byte[] bytes = RichText.read(shared, "si").getBytes(StandardCharsets.UTF_8);
                            text.write(bytes);
                            place.writeLong(end);
                            end += bytes.length;
                            count++;
                        }
                    }
                }
            }
            place.writeLong(end);
            text.flush();
            place.flush();
            return new SharedTexts(texts, places, count);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(texts);
            Files.deleteIfExists(places);
            throw failure;
        }
    }

    /// The text with this number; refuses with `workbook-malformed` one that is not there.
    String get(String number) {
        long index;
        try {
            index = Long.parseLong(number.strip());
        } catch (NumberFormatException none) {
            throw Archive.malformed();
        }
        if (index < 0 || index >= count) {
            throw Archive.malformed();
        }
        String known = held.get(index);
        return known == null ? read(index) : known;
    }

    private String read(long index) {
        try {
            ByteBuffer ends = bytes(place, index * Long.BYTES, 2 * Long.BYTES);
            long begin = ends.getLong();
            ByteBuffer found = bytes(text, begin, (int) (ends.getLong() - begin));
            String read = StandardCharsets.UTF_8.decode(found).toString();
            if (read.length() <= LONGEST_HELD) {
                held.put(index, read);
            }
            return read;
        } catch (IOException broken) {
            throw new UncheckedIOException("Texts put aside cannot be read", broken);
        }
    }

    private static ByteBuffer bytes(FileChannel file, long begin, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, begin + bytes.position()) >= 0) {
            // until all of it is there
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        text.close();
        place.close();
        Files.deleteIfExists(texts);
        Files.deleteIfExists(places);
    }
}

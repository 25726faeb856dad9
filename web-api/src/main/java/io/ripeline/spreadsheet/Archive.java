package io.ripeline.spreadsheet;

import static io.ripeline.spreadsheet.SpreadsheetError.WORKBOOK_MALFORMED;
import static io.ripeline.spreadsheet.SpreadsheetError.WORKBOOK_TOO_LARGE;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The parts of a workbook, in a file of its own that goes with it. A part that unpacks to far more than it is packed,
/// as only a bomb does, is refused where it is read, whatever its header says.
final class Archive implements AutoCloseable {

    private static final int MOST_PARTS = 10_000;

    /// Parts up to here may be packed as tightly as they like.
    private static final long HARMLESS_BYTES = 64L << 20;

    /// XML of equal rows packs to about a hundredth; the format itself ends at a thousandth.
    private static final long MOST_TIMES = 250;

    private static final XMLInputFactory XML = factory();

    private final Path file;
    private final ZipFile zip;

    private Archive(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /// Opens a copy of the content; refuses with `workbook-malformed` or `workbook-too-large`.
    static Archive open(Content content) throws IOException {
        Path file = Files.createTempFile("ripeline-", ".xlsx");
        try (InputStream stream = content.open()) {
            Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            ZipFile zip = new ZipFile(file.toFile());
            if (zip.size() > MOST_PARTS) {
                zip.close();
                throw tooLarge();
            }
            return new Archive(file, zip);
        } catch (ZipException broken) {
            Files.deleteIfExists(file);
            throw malformed();
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    static Refused malformed() {
        return WORKBOOK_MALFORMED.at(
                "/file",
                Text.of(
                        "The file is no workbook, or a broken one; save it as XLSX or CSV.",
                        "文件不是有效的工作簿或已损坏，请另存为 XLSX 或 CSV。"));
    }

    static Refused tooLarge() {
        return WORKBOOK_TOO_LARGE.at(
                "/file",
                Text.of(
                        "The workbook unpacks to far more than a table; save the sheet as CSV.",
                        "工作簿解压后过大，请将工作表另存为 CSV。"));
    }

    boolean has(String part) {
        return zip.getEntry(part) != null;
    }

    /// The XML of a part, where it is there.
    Optional<Part> part(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        InputStream stream = new Bounded(zip.getInputStream(entry), entry.getCompressedSize());
        try {
            return Optional.of(new Part(stream, XML.createXMLStreamReader(stream)));
        } catch (XMLStreamException broken) {
            stream.close();
            throw malformed();
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
        Files.deleteIfExists(file);
    }

    /// A part read forward. What is wrong with its XML or its packing is refused with `workbook-malformed`.
    record Part(InputStream stream, XMLStreamReader xml) implements AutoCloseable {

        /// Goes to the next beginning or end of an element; answers false at the end of the part.
        boolean next() {
            try {
                while (xml.hasNext()) {
                    int event = xml.next();
                    if (event == XMLStreamReader.START_ELEMENT || event == XMLStreamReader.END_ELEMENT) {
                        return true;
                    }
                    if (event == XMLStreamReader.DTD) {
                        throw malformed();
                    }
                }
                return false;
            } catch (XMLStreamException broken) {
                throw refusal(broken);
            }
        }

        boolean begins(String element) {
            return xml.isStartElement() && xml.getLocalName().equals(element);
        }

        boolean ends(String element) {
            return xml.isEndElement() && xml.getLocalName().equals(element);
        }

        /// The text of the element that begins here, up to its end.
        String text() {
            try {
                return xml.getElementText();
            } catch (XMLStreamException broken) {
                throw refusal(broken);
            }
        }

        /// An attribute by its local name; empty where it is not there.
        String attribute(String name) {
            for (int index = 0; index < xml.getAttributeCount(); index++) {
                if (xml.getAttributeLocalName(index).equals(name)) {
                    return xml.getAttributeValue(index);
                }
            }
            return "";
        }

        private static Refused refusal(XMLStreamException broken) {
            for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
                if (cause instanceof Burst) {
                    return tooLarge();
                }
            }
            return broken.getNestedException() instanceof Burst ? tooLarge() : malformed();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /// Says that a part is a bomb.
    private static final class Burst extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private static final class Bounded extends FilterInputStream {

        private final long most;
        private long read;

        Bounded(InputStream packed, long packedBytes) {
            super(packed);
            this.most = Math.max(HARMLESS_BYTES, MOST_TIMES * Math.max(packedBytes, 0));
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int some = super.read(target, offset, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int some) throws IOException {
            read += some;
            if (read > most) {
                throw new Burst();
            }
        }
    }
}

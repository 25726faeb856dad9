package io.ripeline.spreadsheet;

import static io.ripeline.spreadsheet.SpreadsheetError.CSV_ENCODING;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From bytes to text, strictly: no byte is ever replaced. The order is: what the client says, the byte order mark,
/// UTF-16 by its zero bytes, UTF-8, GB18030 (which holds GBK and GB2312). A file is read once to see whether it is in
/// an encoding and once more for its text, so that it never has to be held.
public final class CsvEncoding {

    static final Charset GB18030 = Charset.forName("GB18030");
    private static final char MARK = '\uFEFF';
    private static final int BLOCK = 1 << 16;

    /// What people call encodings besides their names.
    private static final Map<String, Charset> CALLED = Map.of(
            "gbk",
            GB18030,
            "gb2312",
            GB18030,
            "cp936",
            GB18030,
            "utf8",
            StandardCharsets.UTF_8,
            "utf-8-sig",
            StandardCharsets.UTF_8,
            "utf-8-bom",
            StandardCharsets.UTF_8);

    private CsvEncoding() {}

    /// Where a byte does not belong to an encoding.
    private record Fault(long offset, long line) {}

    /// The encoding of a file; refuses with `csv-encoding`, naming the first byte at fault.
    static Charset of(Content content, @Nullable String said) throws IOException {
        byte[] head;
        try (InputStream stream = content.open()) {
            head = stream.readNBytes(BLOCK);
        }
        if (said != null) {
            return checked(content, named(said, head));
        }
        Charset marked = marked(head);
        if (marked != null) {
            return checked(content, marked);
        }
        Charset wide = Utf16.of(head);
        if (wide != null && fault(content, wide) == null) {
            return wide;
        }
        Fault fault = fault(content, StandardCharsets.UTF_8);
        if (fault == null) {
            return StandardCharsets.UTF_8;
        }
        if (fault(content, GB18030) == null) {
            return GB18030;
        }
        throw refusal(fault, StandardCharsets.UTF_8);
    }

    /// The text of a file in an encoding that was found, without its byte order mark.
    static Reader reader(Content content, Charset charset) throws IOException {
        Reader reader = new BufferedReader(new InputStreamReader(content.open(), decoder(charset)), BLOCK);
        reader.mark(1);
        if (reader.read() != MARK) {
            reader.reset();
        }
        return reader;
    }

    /// A short text in UTF-8; refuses with `csv-encoding`.
    public static String utf8(Content content) throws IOException {
        Charset charset = checked(content, StandardCharsets.UTF_8);
        try (Reader reader = reader(content, charset)) {
            return reader.readAllAsString();
        }
    }

    private static Charset named(String encoding, byte[] head) {
        String name = encoding.strip().toLowerCase(Locale.ROOT);
        if (name.equals("utf-16") || name.equals("utf16")) {
            Charset marked = marked(head);
            Charset wide = marked == null ? Utf16.of(head) : marked;
            return wide == null || wide.equals(StandardCharsets.UTF_8) ? StandardCharsets.UTF_16LE : wide;
        }
        try {
            Charset called = CALLED.get(name);
            return called == null ? Charset.forName(encoding.strip()) : called;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw CSV_ENCODING.at(
                    "/encoding",
                    Text.of(
                            "There is no encoding \"%s\"; common ones: UTF-8, GB18030, GBK, UTF-16, Big5, windows-1252.",
                            "没有编码“%s”，常用编码：UTF-8、GB18030、GBK、UTF-16、Big5、windows-1252。", encoding));
        }
    }

    private static @Nullable Charset marked(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(bytes, 0x84, 0x31, 0x95, 0x33)) {
            return GB18030;
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(bytes, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
    }

    /// Whether a file begins with these bytes.
    static boolean startsWith(byte[] bytes, int... beginning) {
        if (bytes.length < beginning.length) {
            return false;
        }
        for (int index = 0; index < beginning.length; index++) {
            if ((bytes[index] & 0xFF) != beginning[index]) {
                return false;
            }
        }
        return true;
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static Charset checked(Content content, Charset charset) throws IOException {
        Fault fault = fault(content, charset);
        if (fault != null) {
            throw refusal(fault, charset);
        }
        return charset;
    }

    /// The first byte that does not belong, if any.
    private static @Nullable Fault fault(Content content, Charset charset) throws IOException {
        CharsetDecoder decoder = decoder(charset);
        ByteBuffer in = ByteBuffer.allocate(BLOCK);
        CharBuffer out = CharBuffer.allocate(BLOCK);
        long behind = 0;
        long line = 1;
        try (InputStream stream = content.open()) {
            for (boolean end = false; !end; ) {
                int read = stream.readNBytes(in.array(), in.position(), in.remaining());
                end = in.position() + read < in.capacity();
                in.position(in.position() + read).flip();
                CoderResult result = decoder.decode(in, out, end);
                behind += in.position();
                line += lines(out);
                if (result.isError()) {
                    return new Fault(behind, line);
                }
                in.compact();
            }
        }
        return decoder.flush(out).isError() ? new Fault(behind, line) : null;
    }

    private static long lines(CharBuffer decoded) {
        decoded.flip();
        long lines = decoded.chars().filter(each -> each == '\n').count();
        decoded.clear();
        return lines;
    }

    private static Refused refusal(Fault fault, Charset charset) {
        return CSV_ENCODING.at(
                "/file",
                Text.of(
                        "The file is not %s: byte %d, in line %d, does not belong there. Say its encoding, or save it as UTF-8.",
                        "文件不是 %s 编码：第 %d 个字节（第 %d 行）无法解码。请指定编码，或另存为 UTF-8。",
                        charset.name(),
                        fault.offset(),
                        fault.line()));
    }
}

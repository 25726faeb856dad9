package io.ripeline.imports;

import static io.ripeline.imports.ImportError.CSV_ENCODING;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/// From bytes to text, strictly: no byte is ever replaced. The order is: what the client says, the byte order mark,
/// UTF-8, GB18030 (which holds GBK and GB2312).
final class CsvEncoding {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char MARK = '\uFEFF';

    private CsvEncoding() {}

    /// A file's text without its byte order mark, and the encoding it was in.
    record Decoded(String text, String encoding) {}

    private record Attempt(@Nullable String text, int offset, int line) {}

    /// Decodes; refuses with `csv-encoding`, naming the first byte at fault.
    static Decoded decode(byte[] bytes, @Nullable String encoding) {
        if (encoding != null) {
            Charset charset = named(encoding);
            return orRefuse(attempt(bytes, charset), charset);
        }
        Charset marked = marked(bytes);
        if (marked != null) {
            return orRefuse(attempt(bytes, marked), marked);
        }
        Attempt utf8 = attempt(bytes, StandardCharsets.UTF_8);
        if (utf8.text() != null) {
            return orRefuse(utf8, StandardCharsets.UTF_8);
        }
        Attempt chinese = attempt(bytes, GB18030);
        return chinese.text() != null ? orRefuse(chinese, GB18030) : orRefuse(utf8, StandardCharsets.UTF_8);
    }

    private static Charset named(String encoding) {
        try {
            return Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw CSV_ENCODING.at(
                    "/encoding",
                    Text.of(
                            "There is no encoding \"%s\"; common ones: UTF-8, GB18030, Big5, windows-1252.",
                            "没有编码“%s”，常用编码：UTF-8、GB18030、Big5、windows-1252。", encoding));
        }
    }

    private static @Nullable Charset marked(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
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

    private static Attempt attempt(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 2);
        CoderResult result = decoder.decode(in, out, true);
        boolean whole = !result.isError() && !decoder.flush(out).isError();
        out.flip();
        if (!whole) {
            int line = 1 + (int) out.chars().filter(each -> each == '\n').count();
            return new Attempt(null, in.position(), line);
        }
        boolean hasMark = !out.isEmpty() && out.get(0) == MARK;
        return new Attempt(out.subSequence(hasMark ? 1 : 0, out.length()).toString(), 0, 0);
    }

    private static Decoded orRefuse(Attempt attempt, Charset charset) {
        if (attempt.text() != null) {
            return new Decoded(attempt.text(), charset.name());
        }
        throw refusal(attempt, charset);
    }

    private static Refused refusal(Attempt attempt, Charset charset) {
        return CSV_ENCODING.at(
                "/file",
                Text.of(
                        "The file is not %s: byte %d, in line %d, does not belong there. Say its encoding, or save it as UTF-8.",
                        "文件不是 %s 编码：第 %d 个字节（第 %d 行）无法解码。请指定编码，或另存为 UTF-8。",
                        charset.name(),
                        attempt.offset(),
                        attempt.line()));
    }
}

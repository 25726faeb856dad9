package io.ripeline.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripeline.refusal.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvEncodingTest {

    private static final String TEXT = "客户名称,金额\n上海机电,12\n";

    private record Decoded(String text, String encoding) {}

    private static Decoded decode(byte[] bytes, @Nullable String said) {
        Content content = () -> new ByteArrayInputStream(bytes);
        try {
            Charset charset = CsvEncoding.of(content, said);
            try (Reader reader = CsvEncoding.reader(content, charset)) {
                return new Decoded(reader.readAllAsString(), charset.name());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("Bytes in memory cannot be read", impossible);
        }
    }

    @Test
    void readsUtf8WithAndWithoutItsMark() {
        assertThat(decode(TEXT.getBytes(StandardCharsets.UTF_8), null)).isEqualTo(new Decoded(TEXT, "UTF-8"));
        assertThat(decode(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8), null))
                .isEqualTo(new Decoded(TEXT, "UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void readsUtf16WithAndWithoutItsMark(String name) {
        Charset charset = Charset.forName(name);

        assertThat(decode(("\uFEFF" + TEXT).getBytes(charset), null)).isEqualTo(new Decoded(TEXT, name));
        assertThat(decode(TEXT.getBytes(charset), null)).isEqualTo(new Decoded(TEXT, name));
        assertThat(decode(TEXT.repeat(50_000).getBytes(charset), null))
                .isEqualTo(new Decoded(TEXT.repeat(50_000), name));
        assertThat(decode("name\nAnn\n".getBytes(charset), "utf-16")).isEqualTo(new Decoded("name\nAnn\n", name));
    }

    @Test
    void takesNoStrayNulForUtf16() {
        String text = "name,city\nA\u0000nn,Bonn\n";

        assertThat(decode(text.getBytes(StandardCharsets.UTF_8), null)).isEqualTo(new Decoded(text, "UTF-8"));
    }

    @Test
    void readsGb18030WhereItIsNoUtf8() {
        String beyond = TEXT + "\uD83D\uDE00,㐀\n";

        assertThat(decode(TEXT.getBytes(Charset.forName("GBK")), null)).isEqualTo(new Decoded(TEXT, "GB18030"));
        assertThat(decode(beyond.getBytes(Charset.forName("GB18030")), null)).isEqualTo(new Decoded(beyond, "GB18030"));
    }

    @Test
    void takesTheEncodingThatIsGiven() {
        byte[] bytes = "name\nMüller\n".getBytes(Charset.forName("windows-1252"));

        assertThat(decode(bytes, "windows-1252").text()).isEqualTo("name\nMüller\n");
        assertThat(decode(TEXT.getBytes(Charset.forName("GBK")), "gbk").text()).isEqualTo(TEXT);
        assertThat(decode(TEXT.getBytes(StandardCharsets.UTF_16LE), "utf-16le").text())
                .isEqualTo(TEXT);
    }

    @Test
    void namesTheFirstByteThatDoesNotBelong() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("name\nAcme\nM".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFF);
        bytes.writeBytes("ller\n".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> decode(bytes.toByteArray(), null))
                .withMessage("csv-encoding: The file is not UTF-8: byte 11, in line 3, does not belong there. "
                        + "Say its encoding, or save it as UTF-8.");
    }

    @Test
    void refusesAnEncodingNobodyKnows() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> decode(new byte[0], "klingon"))
                .satisfies(refused ->
                        assertThat(refused.violations().getFirst().pointer()).isEqualTo("/encoding"));
    }
}

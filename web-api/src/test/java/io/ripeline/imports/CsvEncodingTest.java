package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripeline.refusal.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CsvEncodingTest {

    private static final String TEXT = "客户名称,金额\n上海机电,12\n";

    @Test
    void readsUtf8WithAndWithoutItsMark() {
        assertThat(CsvEncoding.decode(TEXT.getBytes(StandardCharsets.UTF_8), null))
                .isEqualTo(new CsvEncoding.Decoded(TEXT, "UTF-8"));
        assertThat(CsvEncoding.decode(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8), null))
                .isEqualTo(new CsvEncoding.Decoded(TEXT, "UTF-8"));
    }

    @Test
    void readsUtf16ByItsMark() {
        byte[] little = ("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE);
        byte[] big = ("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16BE);

        assertThat(CsvEncoding.decode(little, null)).isEqualTo(new CsvEncoding.Decoded(TEXT, "UTF-16LE"));
        assertThat(CsvEncoding.decode(big, null)).isEqualTo(new CsvEncoding.Decoded(TEXT, "UTF-16BE"));
    }

    @Test
    void readsGb18030WhereItIsNoUtf8() {
        byte[] bytes = TEXT.getBytes(Charset.forName("GB18030"));

        assertThat(CsvEncoding.decode(bytes, null)).isEqualTo(new CsvEncoding.Decoded(TEXT, "GB18030"));
    }

    @Test
    void takesTheEncodingThatIsGiven() {
        byte[] bytes = "name\nMüller\n".getBytes(Charset.forName("windows-1252"));

        assertThat(CsvEncoding.decode(bytes, "windows-1252").text()).isEqualTo("name\nMüller\n");
    }

    @Test
    void namesTheFirstByteThatDoesNotBelong() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("name\nAcme\nM".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFF);
        bytes.writeBytes("ller\n".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> CsvEncoding.decode(bytes.toByteArray(), null))
                .withMessage("csv-encoding: The file is not UTF-8: byte 11, in line 3, does not belong there. "
                        + "Say its encoding, or save it as UTF-8.");
    }

    @Test
    void refusesAnEncodingNobodyKnows() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> CsvEncoding.decode(new byte[0], "klingon"))
                .satisfies(refused ->
                        assertThat(refused.violations().getFirst().pointer()).isEqualTo("/encoding"));
    }
}

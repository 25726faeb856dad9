package io.ripeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh | zh-CN",
                "zh-TW,en;q=0.9 | zh-CN",
                "en;q=0.5,zh-HK | zh-CN",
                "fr,zh;q=0.4 | zh-CN",
                "zh;q=0,en;q=0.1 | en",
                "fr | en",
                "* | ja",
                "'' | ja",
                " | ja",
                ";;q=x | ja",
            })
    void takesTheFirstOfTheTwoThatIsAskedFor(@Nullable String header, String expected) {
        assertThat(Languages.of(header, Locale.JAPANESE).toLanguageTag()).isEqualTo(expected);
    }
}

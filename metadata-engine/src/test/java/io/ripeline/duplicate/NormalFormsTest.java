package io.ripeline.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalFormsTest {

    @Nested
    class OfCompanies {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                北京华信科技有限公司       | 北京华信科技
                北京華信科技股份有限公司   | 北京华信科技
                北京华信科技有限责任公司   | 北京华信科技集团
                华为（集团）有限公司       | 华为
                ＡＣＭＥ　Co., Ltd.        | acme
                Acme Inc.                  | ACME, Incorporated
                Acme L.L.C.                | acme llc
                Müller & Söhne GmbH        | Muller and Sohne
                Straße AG                  | STRASSE
                Smith Holdings Pte. Ltd.   | smith
                """)
        void doNotCountTheLegalForm(String one, String other) {
            assertThat(Words.of(one)).isEqualTo(Words.of(other));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                Acme Berlin GmbH     | Acme Hamburg GmbH
                北京华信有限公司     | 北京华鑫有限公司
                Group                | Holding
                集团                 | 公司
                Coca Cola            | Coca
                """)
        void keepWhatTellsThemApart(String one, String other) {
            assertThat(Words.of(one)).isNotEmpty().isNotEqualTo(Words.of(other));
        }
    }

    @Nested
    class OfTelephoneNumbers {

        private static Form form(String number) {
            return PhoneNumber.of(number)
                    .map(phone -> new Form(phone.national(), phone.country()))
                    .orElseThrow();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                +86 138 0013 8000        | 13800138000
                0086-138-0013-8000       | 138 0013 8000
                8613800138000            | +8613800138000
                ０１３８００１３８０００ | 13800138000
                010-8888 6666 转 123     | +86 10 88886666
                010-88886666-801         | (010)88886666
                +44 (0)20 7946 0958      | 020 7946 0958
                (212) 555-0100 ext. 7    | +1 212 555 0100
                13800138000/13900139000  | 13800138000
                """)
        void doNotCountCountrySpacesAndExtension(String one, String other) {
            assertThat(form(one).agrees(form(other))).isTrue();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                +86 138 0013 8000 | 13800138001
                +49 30 901820     | +43 30 901820
                010-88886666      | 021-88886666
                """)
        void differOtherwise(String one, String other) {
            assertThat(form(one).agrees(form(other))).isFalse();
        }
    }

    @Nested
    class OfAddresses {

        @ParameterizedTest
        @CsvSource(textBlock = """
                Ann@Example.COM,          ann@example.com
                mailto:ann@example.com,   ann@example.com
                ann.lee+crm@gmail.com,    annlee@googlemail.com
                ann+x@outlook.com,        ann@outlook.com
                ann@bücher.example,       ann@xn--bcher-kva.example
                """)
        void doNotCountCaseAndTags(String one, String other) {
            assertThat(MailAddress.of(one)).isEqualTo(MailAddress.of(other));
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
                ann+sales@example.com,    ann@example.com
                a.nn@example.com,         ann@example.com
                """)
        void keepTagsWhereTheyMayBeSomebodyElse(String one, String other) {
            assertThat(MailAddress.of(one)).isNotEqualTo(MailAddress.of(other));
        }
    }
}

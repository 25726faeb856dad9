package io.ripeline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @Test
    void keepsAJdbcAddressAsItIs() {
        String address = "jdbc:postgresql://db.example:5433/crm?user=u&password=p&sslmode=require";

        assertThat(DatabaseAddress.parse(address)).isEqualTo(new DatabaseAddress(address, null, null));
    }

    @Test
    void takesUserAndPasswordOutOfAPlainAddress() {
        assertThat(DatabaseAddress.parse("postgresql://crm:a%40b+c%2Fd@db.example:5433/crm?sslmode=require"))
                .isEqualTo(
                        new DatabaseAddress("jdbc:postgresql://db.example:5433/crm?sslmode=require", "crm", "a@b+c/d"));
    }

    @Test
    void readsAnAddressWithoutPassword() {
        assertThat(DatabaseAddress.parse("postgres://crm@db.example/crm"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db.example/crm", "crm", null));
        assertThat(DatabaseAddress.parse("postgres://db.example/crm"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db.example/crm", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.example", "mysql://db.example/crm", "postgresql://crm:se cret@db.example/crm"})
    void refusesWhatIsNoAddressWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseAddress.parse(text))
                .hasMessage("RIPELINE_DB_URL is not the address of a PostgreSQL database.");
    }
}

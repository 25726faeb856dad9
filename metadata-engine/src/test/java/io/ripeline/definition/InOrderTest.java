package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InOrderTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 12, 13, 16, 63, 64, 600, 1_000, 70_000})
    void isTheMapItWasMadeOf(int size) {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (int number = size; number > 0; number--) {
            map.put("field_" + number, number);
        }

        Map<String, Integer> same = InOrder.of(map);

        assertThat(same).isEqualTo(map).hasSize(size);
        assertThat(same.keySet()).containsExactlyElementsOf(map.keySet());
        assertThat(same.values()).containsExactlyElementsOf(map.values());
        assertThat(same.get("field_0")).isNull();
        assertThat(same.containsKey("field_" + (size + 1))).isFalse();
    }

    @Test
    void findsKeysOfEqualHashes() {
        Map<String, String> map = new LinkedHashMap<>();
        for (String first : new String[] {"Aa", "BB"}) {
            for (String second : new String[] {"Aa", "BB"}) {
                for (String third : new String[] {"Aa", "BB"}) {
                    for (String fourth : new String[] {"Aa", "BB"}) {
                        map.put(first + second + third + fourth, first);
                    }
                }
            }
        }

        assertThat(InOrder.of(map)).isEqualTo(map);
    }

    @Test
    void cannotBeChanged() {
        Map<String, Integer> map = InOrder.of(Map.of("one", 1));

        assertThatThrownBy(() -> map.put("two", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("one")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}

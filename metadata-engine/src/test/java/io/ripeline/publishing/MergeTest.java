package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.json.StrictJson;
import io.ripeline.publishing.Merge.Outcome;
import io.ripeline.publishing.Merge.Preference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MergeTest {

    private static JsonNode json(String text) {
        return StrictJson.MAPPER.readTree(text.replace('\'', '"'));
    }

    private static Outcome merge(String base, String mine, String theirs) {
        return Merge.of(json(base), json(mine), json(theirs), Preference.NEITHER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    {'a':1,'b':2}   | {'a':9,'b':2}       | {'a':1,'b':8}       | {'a':9,'b':8}
                    {'a':1}         | {'a':1,'b':2}       | {'a':1,'c':3}       | {'a':1,'b':2,'c':3}
                    {'a':1,'b':2}   | {'a':1}             | {'a':1,'b':2,'c':3} | {'a':1,'c':3}
                    {'a':{'x':1}}   | {'a':{'x':2}}       | {'a':{'x':1,'y':1}} | {'a':{'x':2,'y':1}}
                    {'a':1}         | {'a':5}             | {'a':5}             | {'a':5}
                    {'a':1,'b':2}   | {'b':2}             | {'b':2}             | {'b':2}
                    {'a':null}      | {}                  | {'a':3}             | {'a':3}
                    {'l':[1,2]}     | {'l':[1,2]}         | {'l':[2]}           | {'l':[2]}
                    """)
    void takesWhatOneSideTouched(String base, String mine, String theirs, String expected) {
        Outcome outcome = merge(base, mine, theirs);

        assertThat(outcome.document()).isEqualTo(json(expected));
        assertThat(outcome.conflicts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    a b c | a b c x | a b c y | a b c x y
                    a b c | x a b c | a b c   | x a b c
                    a b c | c b a   | a b c y | c y b a
                    a b c | a b c   | b c     | b c
                    a b c | a c     | a b c y | a c y
                    a b   | a x b   | b a     | b a x
                    """)
    void keepsListsInOrder(String base, String mine, String theirs, String expected) {
        Outcome outcome = merge(list(base), list(mine), list(theirs));

        assertThat(outcome.document()).isEqualTo(json(list(expected)));
        assertThat(outcome.conflicts()).isEmpty();
    }

    private static String list(String keys) {
        StringBuilder elements = new StringBuilder();
        for (String key : keys.split(" ", -1)) {
            elements.append(elements.isEmpty() ? "" : ",").append("{'key':'%s'}".formatted(key));
        }
        return "{'fields':[%s]}".formatted(elements);
    }

    @Test
    void findsTheSameElementWhereverItWasMoved() {
        Outcome outcome = merge(
                "{'stages':[{'key':'a','n':1},{'key':'b','n':1}]}",
                "{'stages':[{'key':'b','n':1},{'key':'a','n':1}]}",
                "{'stages':[{'key':'a','n':7},{'key':'b','n':1}]}");

        assertThat(outcome.document()).isEqualTo(json("{'stages':[{'key':'b','n':1},{'key':'a','n':7}]}"));
        assertThat(outcome.conflicts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    {'a':1}                            | {'a':2}                    | {'a':3}                    | /a        | a
                    {}                                 | {'a':2}                    | {'a':3}                    | /a        | a
                    {'f':[{'key':'x','n':1}]}          | {'f':[{'key':'x','n':2}]}  | {'f':[]}                   | /f/0      | f › x
                    {'f':[{'key':'x','n':1}]}          | {'f':[]}                   | {'f':[{'key':'x','n':2}]}  | /f/0      | f › x
                    {'f':[{'key':'x','n':1}]}          | {'f':[{'key':'x','n':2}]}  | {'f':[{'key':'x','n':3}]}  | /f/0/n    | f › x › n
                    {'f':[1]}                          | {'f':[1,2]}                | {'f':[1,3]}                | /f        | f
                    {'f':[{'key':'x'},{'key':'x'}]}    | {'f':[{'key':'x'}]}        | {'f':[]}                   | /f        | f
                    """)
    void namesWhatBothTouched(String base, String mine, String theirs, String pointer, String path) {
        Outcome outcome = merge(base, mine, theirs);

        assertThat(outcome.conflicts()).singleElement().satisfies(place -> {
            assertThat(place.pointer()).isEqualTo(pointer);
            assertThat(place.path()).isEqualTo(path);
        });
    }

    @Test
    void takesThePreferredSide() {
        JsonNode mine = Merge.of(json("{'a':1}"), json("{'a':2}"), json("{'a':3}"), Preference.MINE)
                .document();
        JsonNode theirs = Merge.of(json("{'a':1}"), json("{'a':2}"), json("{'a':3}"), Preference.THEIRS)
                .document();

        assertThat(mine).isEqualTo(json("{'a':2}"));
        assertThat(theirs).isEqualTo(json("{'a':3}"));
    }
}

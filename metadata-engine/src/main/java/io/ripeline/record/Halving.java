package io.ripeline.record;

import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.dao.DataAccessException;

/// Writes what was found right, all of it together; where the database or something that follows refuses one of it,
/// each half by itself, and what is left of the halves alone. Failures of the database that no value caused pass
/// through.
///
/// @param together writes some, and says what of each in their order
/// @param alone writes one as if there were no others
record Halving<W extends Halving.Waiting>(
        DSLContext sql, Function<List<W>, List<Written>> together, Function<W, Attempt> alone) {

    /// Something found right that is to be written.
    interface Waiting {

        /// Its place among all that were wanted.
        int place();
    }

    /// Writes all that wait, and puts what became of each in its place.
    void write(List<W> waiting, Attempt[] attempts) {
        if (waiting.size() == 1) {
            attempts[waiting.getFirst().place()] = alone.apply(waiting.getFirst());
        } else if (!waiting.isEmpty() && !written(waiting, attempts)) {
            int middle = waiting.size() / 2;
            write(waiting.subList(0, middle), attempts);
            write(waiting.subList(middle, waiting.size()), attempts);
        }
    }

    private boolean written(List<W> waiting, Attempt[] attempts) {
        Savepoint savepoint = Savepoint.set(sql);
        try {
            List<Written> made = together.apply(waiting);
            for (int index = 0; index < made.size(); index++) {
                attempts[waiting.get(index).place()] = new Attempt.Made(made.get(index));
            }
            savepoint.release();
            return true;
        } catch (Refused refused) {
            savepoint.undo();
            return false;
        } catch (DataAccessException broken) {
            savepoint.undo();
            Unstorable.refusal(broken);
            return false;
        }
    }
}

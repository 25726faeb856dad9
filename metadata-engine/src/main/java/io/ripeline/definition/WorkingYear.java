package io.ripeline.definition;

import java.time.LocalDate;
import java.time.Year;
import java.util.function.Predicate;

/// The days worked in one year, counted: how many up to each of its days.
final class WorkingYear {

    private final short[] workedUntil;

    private WorkingYear(short[] workedUntil) {
        this.workedUntil = workedUntil;
    }

    static WorkingYear of(int year, Predicate<LocalDate> worked) {
        short[] until = new short[Year.of(year).length() + 1];
        LocalDate day = LocalDate.ofYearDay(year, 1);
        for (int number = 1; number < until.length; number++) {
            until[number] = (short) (until[number - 1] + (worked.test(day) ? 1 : 0));
            day = day.plusDays(1);
        }
        return new WorkingYear(until);
    }

    /// How many days of the year are worked.
    int worked() {
        return workedUntil[workedUntil.length - 1];
    }

    /// How many of its days are worked up to one of them, this one included.
    ///
    /// @param day from 1
    int workedUntil(int day) {
        return workedUntil[day];
    }

    boolean isWorked(int day) {
        return workedUntil[day] > workedUntil[day - 1];
    }

    /// The day of the year, from 1, that is its working day of this number, from 1.
    int dayOf(int number) {
        int least = 1;
        int most = workedUntil.length - 1;
        while (least < most) {
            int middle = (least + most) >>> 1;
            if (workedUntil[middle] < number) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        return least;
    }
}

package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import org.jooq.Condition;

/// Says which records hold some words. Asked for the search within a list.
@FunctionalInterface
public interface TextMatching {

    /// The records that hold the words in values the acting member reads; where none of those among which they are
    /// sought does, those that nearly do.
    ///
    /// @param among the records of the list
    Condition matching(Session session, ObjectModel object, String words, Condition among);
}

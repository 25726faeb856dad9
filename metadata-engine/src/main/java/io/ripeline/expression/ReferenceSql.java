package io.ripeline.expression;

import io.ripeline.expression.Term.Reference;
import io.ripeline.expression.Vocabulary.About;
import io.ripeline.expression.Vocabulary.Link;
import io.ripeline.expression.Vocabulary.Name;
import io.ripeline.expression.Vocabulary.Related;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// Writes what a name stands for: a column of the record's own table, of the row it points to, or of the element at
/// hand.
///
/// Other tables are read under an alias, so that a table that points to itself is not mistaken for the record's own,
/// which bears none.
final class ReferenceSql {
    private static final String PARENT = "parent";
    private static final String ELEMENT = "element";

    /// The name with the column that holds it where the reference stands.
    Name name(Reference reference) {
        Name name = reference.name();
        return switch (reference) {
            case Term.Column own -> name;
            case Term.ElementColumn of -> at(name, under(ELEMENT, name.column()));
            case Term.ParentColumn of -> at(name, value(of.parent(), name));
        };
    }

    private static Name at(Name name, Field<?> column) {
        return new Name(name.key(), name.kind(), column);
    }

    private static <T> Field<T> under(String alias, Field<T> column) {
        return DSL.field(DSL.name(DSL.name(alias), column.getUnqualifiedName()), column.getDataType());
    }

    private static Field<?> value(Related parent, Name name) {
        Select<?> row = DSL.select(under(PARENT, name.column()))
                .from(table(parent, PARENT))
                .where(linked(parent.link(), PARENT));
        return DSL.field("({0})", name.column().getDataType(), row);
    }

    private static Table<?> table(Related related, String alias) {
        return related.link().table().as(DSL.name(alias));
    }

    private static Condition linked(Link link, String alias) {
        Condition linked = under(alias, link.theirs())
                .eq(link.own())
                .and(under(alias, link.deletedAt()).isNull());
        About about = link.about();
        return about == null ? linked : linked.and(under(alias, about.column()).eq(about.object()));
    }

    /// The rows of a list.
    SelectConditionStep<?> of(Related list) {
        return DSL.selectOne().from(table(list, ELEMENT)).where(linked(list.link(), ELEMENT));
    }

    /// How many rows a list has.
    SelectConditionStep<?> counting(Related list) {
        return DSL.selectCount().from(table(list, ELEMENT)).where(linked(list.link(), ELEMENT));
    }
}

/// What a company lets the platform do by itself: {@link io.ripeline.rule.Assignments} says who gets a new record,
/// {@link io.ripeline.rule.Automations} acts on changes. Both work within the write that gave cause, through the one
/// write path. How the rules are written and checked is the business of `definition`.
@NullMarked
package io.ripeline.rule;

import org.jspecify.annotations.NullMarked;

/// Who sends a request, and for which company: tokens of programs, sessions of browsers, the built-in issuer with its
/// page, and the door at which the company is bound. Start at `Door`. What a member may do is not here.
@NullMarked
package io.ripeline.signin;

import org.jspecify.annotations.NullMarked;

/// Who somebody is: members of a company, their service tokens, and where an e-mail address may sign in. Start at
/// {@link io.ripeline.identity.Members}. What a member may do is the definition's business and not here.
@NullMarked
package io.ripeline.identity;

import org.jspecify.annotations.NullMarked;

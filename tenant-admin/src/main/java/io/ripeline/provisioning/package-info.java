/// Making companies. Start at {@link io.ripeline.provisioning.ProvisionTenant}.
@NullMarked
package io.ripeline.provisioning;

import org.jspecify.annotations.NullMarked;

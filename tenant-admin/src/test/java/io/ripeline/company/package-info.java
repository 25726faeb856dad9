/// What tests on a real database stand on: the engine without HTTP ({@link io.ripeline.company.WithCompanies}) and
/// companies of their own ({@link io.ripeline.company.Companies}).
@NullMarked
package io.ripeline.company;

import org.jspecify.annotations.NullMarked;

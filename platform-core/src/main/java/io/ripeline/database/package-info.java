/// The ground under the tables: record ids, statements over many rows and the platform schema's migrations.
@NullMarked
package io.ripeline.database;

import org.jspecify.annotations.NullMarked;

/// Tables in files: reading CSV and XLSX row by row, and writing them so that no cell runs as a formula. Start at
/// {@link
/// io.ripeline.spreadsheet.Table} for reading and at {@link io.ripeline.spreadsheet.TableWriter} for writing. What the
/// cells mean is not here: imports and exports say it.
@NullMarked
package io.ripeline.spreadsheet;

import org.jspecify.annotations.NullMarked;

/// Giving a company's records out in files: CSV and workbooks, in the rights of whoever asks. Start at {@link
/// io.ripeline.exports.ExportController}. Which records and values she sees is not decided here but by {@link
/// io.ripeline.record.Records}; how files are written stands in {@link io.ripeline.spreadsheet}.
@NullMarked
package io.ripeline.exports;

import org.jspecify.annotations.NullMarked;

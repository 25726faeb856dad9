package io.ripeline.spreadsheet;

import java.util.Locale;

/// What files of tables are.
public enum Format {
    CSV,
    /// A workbook of Office Open XML.
    XLSX,
    /// A container of old Office: a workbook before 2007, or any that a password protects. None is read.
    OLE;

    /// The format of a file that begins with these bytes.
    static Format of(byte[] head) {
        if (CsvEncoding.startsWith(head, 'P', 'K', 3, 4) || CsvEncoding.startsWith(head, 'P', 'K', 5, 6)) {
            return XLSX;
        }
        return CsvEncoding.startsWith(head, 0xD0, 0xCF, 0x11, 0xE0) ? OLE : CSV;
    }

    /// Its name on the wire.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

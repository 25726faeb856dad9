package io.ripeline.spreadsheet;

import java.util.Locale;

/// What files of tables are.
public enum Format {
    CSV,
    /// A workbook of Office Open XML.
    XLSX,
    /// A container of old Office: a workbook before 2007, or any that a password protects. None is read.
    OLE,
    /// A picture or a document, by what such files begin with. None is read.
    OTHER;

    /// The format of a file that begins with these bytes.
    static Format of(byte[] head) {
        if (CsvEncoding.startsWith(head, 'P', 'K', 3, 4) || CsvEncoding.startsWith(head, 'P', 'K', 5, 6)) {
            return XLSX;
        }
        if (CsvEncoding.startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return OLE;
        }
        boolean other = CsvEncoding.startsWith(head, 0x89, 'P', 'N', 'G')
                || CsvEncoding.startsWith(head, 0xFF, 0xD8, 0xFF)
                || CsvEncoding.startsWith(head, 'G', 'I', 'F', '8')
                || CsvEncoding.startsWith(head, '%', 'P', 'D', 'F', '-');
        return other ? OTHER : CSV;
    }

    /// Its name on the wire.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

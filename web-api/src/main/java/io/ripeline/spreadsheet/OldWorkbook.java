package io.ripeline.spreadsheet;

import static io.ripeline.spreadsheet.SpreadsheetError.FILE_ENCRYPTED;
import static io.ripeline.spreadsheet.SpreadsheetError.FILE_TYPE_NOT_AVAILABLE;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Containers of old Office, told apart by the stream that encryption puts into them.
final class OldWorkbook {

    private static final String ENCRYPTED =
            new String("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    private static final int BLOCK = 1 << 16;
    private static final int MOST_BLOCKS = 512;

    private OldWorkbook() {}

    /// Why such a file is not read.
    static Refused refusal(Content content) throws IOException {
        return isEncrypted(content)
                ? FILE_ENCRYPTED.at(
                        "/file",
                        Text.of("The workbook is protected by a password; save it without.", "工作簿已加密，请取消密码后重新保存。"))
                : FILE_TYPE_NOT_AVAILABLE.at(
                        "/file",
                        Text.of("Workbooks of before 2007 are not read; save it as XLSX.", "不支持旧版 XLS 工作簿，请另存为 XLSX。"));
    }

    private static boolean isEncrypted(Content content) throws IOException {
        try (InputStream stream = content.open()) {
            String before = "";
            for (int block = 0; block < MOST_BLOCKS; block++) {
                byte[] read = stream.readNBytes(BLOCK);
                String text = before + new String(read, StandardCharsets.ISO_8859_1);
                if (text.contains(ENCRYPTED)) {
                    return true;
                }
                if (read.length < BLOCK) {
                    return false;
                }
                before = text.substring(text.length() - ENCRYPTED.length());
            }
            return false;
        }
    }
}

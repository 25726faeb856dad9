package io.ripeline.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A small workbook made by hand, part by part.
final class WorkbookFile {

    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, String> parts = new LinkedHashMap<>();

    WorkbookFile(String sheetData) {
        part("_rels/.rels", relationships("officeDocument", "xl/workbook.xml"));
        part(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"%s\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"
                        .formatted(OFFICE));
        part(
                "xl/_rels/workbook.xml.rels",
                relationships(
                        "worksheet", "worksheets/sheet1.xml", "styles", "styles.xml", "sharedStrings", "shared.xml"));
        part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheetData + "</sheetData></worksheet>");
    }

    private static String relationships(String... kindsAndTargets) {
        StringBuilder xml = new StringBuilder("<Relationships>");
        for (int index = 0; index < kindsAndTargets.length; index += 2) {
            xml.append("<Relationship Id=\"r%d\" Type=\"%s/%s\" Target=\"%s\"/>"
                    .formatted(index / 2, OFFICE, kindsAndTargets[index], kindsAndTargets[index + 1]));
        }
        return xml.append("</Relationships>").toString();
    }

    WorkbookFile part(String name, String xml) {
        parts.put(name, xml);
        return this;
    }

    Content content() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        byte[] file = bytes.toByteArray();
        return () -> new ByteArrayInputStream(file);
    }
}

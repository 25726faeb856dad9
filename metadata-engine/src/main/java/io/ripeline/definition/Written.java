package io.ripeline.definition;

import io.ripeline.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// The document behind a model. What runs seldom needs it, and then mostly for the words people read, so that a model
/// that is kept has it packed.
final class Written {

    private volatile @Nullable Definition plain;
    private volatile byte[] packed = new byte[0];
    private volatile @Nullable Reference<Definition> lately;

    Written(Definition definition) {
        this.plain = definition;
    }

    Definition definition() {
        Definition known = plain;
        Reference<Definition> reference = lately;
        if (known == null && reference != null) {
            known = reference.get();
        }
        if (known == null) {
            known = unpack();
            lately = new SoftReference<>(known);
        }
        return known;
    }

    /// Packs it, once.
    void pack() {
        Definition known = plain;
        if (known != null) {
            packed = packed(known);
            plain = null;
        }
        lately = null;
    }

    private static byte[] packed(Definition definition) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(StrictJson.MAPPER.writeValueAsBytes(definition));
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot be written.", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private Definition unpack() {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return StrictJson.MAPPER.readValue(in.readAllBytes(), Definition.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A document that was packed cannot be read.", e);
        }
    }
}

package io.ripeline.expression;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelProtoAbstractSyntaxTree;
import dev.cel.expr.CheckedExpr;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The checked trees of a definition's expressions, to be stored with it: who loads it then need neither parse nor
/// check them.
///
/// Vocabularies that were given one find in it what was checked before and put into it what is checked. A tree found is
/// used only where every name in it still means a value of the same type, so that a stale one does no harm. Not safe
/// to share between threads: it belongs to one compilation.
public final class CheckedTrees {
    /// Grows whenever a tree of an older engine could mean something else, or not be lowered any more.
    static final int LANGUAGE = 1;

    private final Map<Key, byte[]> trees = new TreeMap<>();
    private final List<Understanding> users = new ArrayList<>();
    private boolean open = true;

    private record Key(String object, String source) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = object.compareTo(other.object);
            return order == 0 ? source.compareTo(other.source) : order;
        }
    }

    /// None yet.
    public CheckedTrees() {}

    /// What was written; none where another version of the language wrote it.
    public static CheckedTrees read(byte[] written) {
        CheckedTrees read = new CheckedTrees();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(written))) {
            if (in.readInt() == LANGUAGE) {
                int count = in.readInt();
                for (int index = 0; index < count; index++) {
                    Key key = new Key(in.readUTF(), in.readUTF());
                    read.trees.put(key, in.readNBytes(in.readInt()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("These are no checked trees.", e);
        }
        return read;
    }

    /// Everything found or put here, as bytes that are the same for the same trees.
    public byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(LANGUAGE);
            out.writeInt(trees.size());
            for (Map.Entry<Key, byte[]> each : trees.entrySet()) {
                out.writeUTF(each.getKey().object());
                out.writeUTF(each.getKey().source());
                out.writeInt(each.getValue().length);
                out.write(each.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot be written.", e);
        }
        return bytes.toByteArray();
    }

    /// How many there are.
    public int size() {
        return trees.size();
    }

    /// Lets go of all trees, and of what the expressions checked with them mean until somebody asks; takes no more. The
    /// vocabularies that know this live longer than the compilation.
    public void close() {
        trees.clear();
        users.forEach(Understanding::forget);
        users.clear();
        open = false;
    }

    /// Notes who was understood during the compilation.
    void used(Understanding understanding) {
        if (open) {
            users.add(understanding);
        }
    }

    Optional<CelAbstractSyntaxTree> find(String object, String source) {
        return Optional.ofNullable(trees.get(new Key(object, source))).map(CheckedTrees::tree);
    }

    private static CelAbstractSyntaxTree tree(byte[] written) {
        try {
            return CelProtoAbstractSyntaxTree.fromCheckedExpr(CheckedExpr.parseFrom(written))
                    .getAst();
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException("This is no checked tree.", e);
        }
    }

    void put(String object, String source, CelAbstractSyntaxTree tree) {
        if (open) {
            trees.put(
                    new Key(object, source),
                    CelProtoAbstractSyntaxTree.fromCelAst(tree).toCheckedExpr().toByteArray());
        }
    }
}

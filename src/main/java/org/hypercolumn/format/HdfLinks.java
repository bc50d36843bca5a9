package org.hypercolumn.format;

import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.btree.record.BTreeRecord;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hypercolumn.data.ArrayFormatException;

/** What hangs on an object of an HDF5 file: the links of a group, old style and new, and attributes. */
final class HdfLinks {
    private static final long NOWHERE = -1;
    private static final int SOFT_LINK = 2; // a cache type of symbol table entries
    private static final int MOST_DEPTH = 16; // of a tree whose nodes have hundreds of records

    private HdfLinks() {}

    /** Where a link leads. */
    enum Target {
        OBJECT,
        PATH,
        OTHER_FILE
    }

    /**
     * A link of a group.
     *
     * @param address of an object
     * @param path of a target path, or the other file
     */
    record Link(String name, Target target, long address, String path) {}

    /** The links of the group with a header, in the order of the file. */
    static List<Link> of(HdfBytes bytes, ObjectHeader header) throws ArrayFormatException {
        if (header.hasMessageOfType(SymbolTableMessage.class)) {
            return oldStyle(bytes, header.getMessageOfType(SymbolTableMessage.class));
        }
        LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
        List<Link> links = new ArrayList<>();
        if (info.getBTreeNameIndexAddress() == NOWHERE) {
            header.getMessagesOfType(LinkMessage.class).forEach(message -> links.add(link(message)));
            return links;
        }
        var heap = new FractalHeap(bytes, info.getFractalHeapAddress());
        List<LinkNameForIndexedGroupRecord> records = records(bytes, info.getBTreeNameIndexAddress());
        for (LinkNameForIndexedGroupRecord each : records) {
            links.add(link(LinkMessage.fromBuffer(heap.getId(each.getId()), bytes.getSuperblock())));
        }
        return links;
    }

    private static Link link(LinkMessage message) {
        return switch (message.getLinkType()) {
            case HARD -> new Link(message.getLinkName(), Target.OBJECT, message.getHardLinkAddress(), "");
            case SOFT -> new Link(message.getLinkName(), Target.PATH, NOWHERE, message.getSoftLink());
            case EXTERNAL -> new Link(message.getLinkName(), Target.OTHER_FILE, NOWHERE, message.getExternalFile());
        };
    }

    private static List<Link> oldStyle(HdfBytes bytes, SymbolTableMessage table) {
        ByteBuffer names = new LocalHeap(bytes, table.getLocalHeapAddress()).getDataBuffer();
        List<Link> links = new ArrayList<>();
        for (long node :
                BTreeV1.createGroupBTree(bytes, table.getBTreeAddress()).getChildAddresses()) {
            for (SymbolTableEntry entry : new GroupSymbolTableNode(bytes, node).getSymbolTableEntries()) {
                String name = name(names, entry.getLinkNameOffset());
                links.add(
                        entry.getCacheType() == SOFT_LINK
                                ? new Link(name, Target.PATH, NOWHERE, name(names, entry.getLinkValueOffset()))
                                : new Link(name, Target.OBJECT, entry.getObjectHeaderAddress(), ""));
            }
        }
        return links;
    }

    private static String name(ByteBuffer names, int offset) {
        return Utils.readUntilNull(names.position(offset));
    }

    /** The attributes of the object with a header, by their names. */
    static Map<String, AttributeMessage> attributes(HdfBytes bytes, ObjectHeader header) throws ArrayFormatException {
        Map<String, AttributeMessage> attributes = new TreeMap<>();
        if (header.hasMessageOfType(AttributeInfoMessage.class)) {
            AttributeInfoMessage info = header.getMessageOfType(AttributeInfoMessage.class);
            if (info.getFractalHeapAddress() != NOWHERE) {
                var heap = new FractalHeap(bytes, info.getFractalHeapAddress());
                List<AttributeNameForIndexedAttributesRecord> records =
                        records(bytes, info.getAttributeNameBTreeAddress());
                for (AttributeNameForIndexedAttributesRecord each : records) {
                    var message = new AttributeMessage(heap.getId(each.getHeapId()), bytes, each.getFlags());
                    attributes.put(message.getName(), message);
                }
            }
        }
        header.getMessagesOfType(AttributeMessage.class).forEach(message -> attributes.put(message.getName(), message));
        return attributes;
    }

    private static <T extends BTreeRecord> List<T> records(HdfBytes bytes, long address) throws ArrayFormatException {
        checkTree(bytes, address);
        return new BTreeV2<T>(bytes, address).getRecords();
    }

    /** Refuses, before jHDF makes room for it, a tree with more records than the file has bytes, or an absurd depth. */
    static void checkTree(HdfBytes bytes, long address) throws ArrayFormatException {
        ByteBuffer header = bytes.readBufferFromAddress(address, 34);
        int depth = header.getShort(12) & 0xffff;
        long records = header.getLong(26);
        if (depth > MOST_DEPTH || records < 0 || records > bytes.size()) {
            throw new ArrayFormatException(
                    "expected an index that the file can hold, got %d records, %d levels deep; the file is damaged"
                            .formatted(records, depth));
        }
    }
}

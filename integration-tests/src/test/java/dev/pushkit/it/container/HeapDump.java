// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.netbeans.lib.profiler.heap.ArrayItemValue;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;
import org.netbeans.lib.profiler.heap.Value;

/** What a dump of a server's heap tells of who holds a class loader. */
final class HeapDump {
    private static final int MOST_HOLDERS = 10;
    private static final Set<String> WEAK = Set.of("java.lang.ref.WeakReference", "java.lang.ref.PhantomReference");

    /** A step on the way from an object that holds to the one that is held; the last has no next. */
    private record Step(Instance from, String field, Step next) {}

    private final Heap heap;

    private HeapDump(Heap heap) {
        this.heap = heap;
    }

    static HeapDump read(Path file) throws IOException {
        return new HeapDump(HeapFactory.createHeap(file.toFile()));
    }

    /**
     * Who holds the class loaders that have defined a class.
     *
     * @param className the class's binary name
     * @return for each loader up to ten shortest ways from a root that no collection takes
     */
    List<String> holdersOfLoaders(String className) {
        List<String> holders = new ArrayList<>();
        for (JavaClass found : classes()) {
            if (found.getName().equals(className)) {
                holders.addAll(holdersOf(found.getClassLoader()));
            }
        }
        return holders;
    }

    @SuppressWarnings("unchecked") // the library is older than generics
    private Collection<JavaClass> classes() {
        return heap.getAllClasses();
    }

    private List<String> holdersOf(Instance held) {
        List<String> holders = new ArrayList<>();
        Map<Long, Step> seen = new HashMap<>();
        Queue<Step> steps = new ArrayDeque<>(List.of(new Step(held, "", null)));
        seen.put(held.getInstanceId(), steps.element());
        while (!steps.isEmpty() && holders.size() < MOST_HOLDERS) {
            Step step = steps.remove();
            if (step.from().isGCRoot()) {
                holders.add(describe(step));
                if (step.next() != null) {
                    continue;
                }
            }
            for (Value reference : references(step.from())) {
                Instance from = reference.getDefiningInstance();
                if (from != null && holds(reference) && !seen.containsKey(from.getInstanceId())) {
                    Step before = new Step(from, name(reference), step);
                    seen.put(from.getInstanceId(), before);
                    steps.add(before);
                }
            }
        }
        return holders;
    }

    @SuppressWarnings("unchecked") // the library is older than generics
    private static Collection<Value> references(Instance instance) {
        return instance.getReferences();
    }

    private static boolean holds(Value reference) {
        return !name(reference).equals(".referent")
                || !isWeak(reference.getDefiningInstance().getJavaClass());
    }

    // Soft ones hold, for a while.
    private static boolean isWeak(JavaClass kind) {
        for (JavaClass each = kind; each != null; each = each.getSuperClass()) {
            if (WEAK.contains(each.getName())) {
                return true;
            }
        }
        return false;
    }

    private static String name(Value reference) {
        if (reference instanceof ObjectFieldValue field) {
            return "." + field.getField().getName();
        }
        return reference instanceof ArrayItemValue item ? "[" + item.getIndex() + "]" : "";
    }

    private String describe(Step root) {
        StringBuilder text = new StringBuilder(heap.getGCRoot(root.from()).getKind()).append(' ');
        for (Step step = root; step != null; step = step.next()) {
            Instance from = step.from();
            text.append(from.getJavaClass().getName());
            if (from.getValueOfField("name") instanceof Instance name) {
                text.append('(').append(text(name)).append(')');
            }
            text.append(step.field()).append(step.next() == null ? "" : " -> ");
        }
        return text.toString();
    }

    // JDK's strings of Latin letters keep a byte for each.
    private static String text(Instance string) {
        StringBuilder text = new StringBuilder();
        if (string.getValueOfField("value") instanceof PrimitiveArrayInstance bytes) {
            for (Object value : bytes.getValues()) {
                text.append((char) Integer.parseInt((String) value));
            }
        }
        return text.toString();
    }
}

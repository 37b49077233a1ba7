package com.barkbase.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks to be called before the process becomes a snapshot and after it is restored: by Lambda's runtime for SnapStart,
 * or by a JDK with CRaC. By reflection, since both have the same three types under names of their own, and the library
 * that hides the difference would be one more jar for every function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime hooks</a>
 */
final class CheckpointHook implements InvocationHandler {
    /** What lives under it: {@code Core}, {@code Context} and {@code Resource}; Lambda names its own. */
    static final String PACKAGE_PROPERTY = "org.crac.Core.Compat";

    private static final String JDK_PACKAGE = "jdk.crac";
    /** For sessions that are in use to come back; a restore has ten seconds in all and waits for nothing. */
    private static final long WAIT_MILLIS = 2_000;

    private final LongConsumer action;

    private CheckpointHook(LongConsumer action) {
        this.action = action;
    }

    /**
     * Registers {@code action}, which is given the milliseconds that it may wait.
     *
     * @param service the package that {@link #PACKAGE_PROPERTY} names
     * @return what the caller must keep, since hooks are held weakly; null where there are no snapshots
     */
    static @Nullable Object register(Map<String, String> variables, @Nullable String service, LongConsumer action) {
        String start = variables.get("AWS_LAMBDA_INITIALIZATION_TYPE");
        if (start != null && !start.equals("snap-start")) {
            return null;
        }
        try {
            return register(service == null ? JDK_PACKAGE : service, new CheckpointHook(action));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            if (service != null || start != null) {
                Log.warn("snapshots will hold connections and the login, since the checkpoint service "
                        + (service == null ? JDK_PACKAGE : service) + " cannot be used: " + e);
            }
            return null;
        }
    }

    private static Object register(String service, CheckpointHook hook) throws ReflectiveOperationException {
        ClassLoader loader = CheckpointHook.class.getClassLoader();
        Class<?> resource = Class.forName(service + ".Resource", true, loader);
        Object context = Class.forName(service + ".Core", true, loader)
                .getMethod("getGlobalContext")
                .invoke(null);
        Object proxy = Proxy.newProxyInstance(loader, new Class<?>[] {resource}, hook);
        Class.forName(service + ".Context", true, loader)
                .getMethod("register", resource)
                .invoke(context, proxy);
        return proxy;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a hook equals itself
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "beforeCheckpoint" -> run("before the checkpoint", WAIT_MILLIS);
            case "afterRestore" -> run("after the restore", 0);
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "the db-layer's hook";
        };
    }

    /** Never throws: the runtime would end the process. */
    private @Nullable Object run(String when, long waitMillis) {
        try {
            action.accept(waitMillis);
        } catch (RuntimeException | Error e) {
            Log.warn("the hook " + when + " failed, and connections or the login may be in the snapshot: " + e);
        }
        return null;
    }
}

package io.casgate.catalog.memory;

import io.casgate.catalog.port.BucketRegister;
import io.casgate.catalog.port.CatalogPorts;
import io.casgate.catalog.port.HeadRegister;
import io.casgate.catalog.port.IndexStore;
import io.casgate.catalog.port.Trash;
import io.casgate.catalog.port.UploadRegister;
import io.casgate.catalog.port.VersionStore;
import io.casgate.dedup.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ports that count calls and fail at the k-th: {@code Faults.at(k).dying().beforeTheCall().on(ports)}. */
public final class Faults {
    private final int failing;
    private final List<String> calls = new ArrayList<>();
    private boolean dying;
    private boolean made;

    private Faults(int failing) {
        this.failing = failing;
    }

    /** The {@code k}-th call fails, counted from 1. */
    public static Faults at(int k) {
        return new Faults(k);
    }

    /** No call fails; they are only counted. */
    public static Faults none() {
        return new Faults(Integer.MAX_VALUE);
    }

    /** So do all after it, as of a process that was killed. */
    public Faults dying() {
        dying = true;
        return this;
    }

    /** The call is made, and only its answer is lost. */
    public Faults afterTheCall() {
        made = true;
        return this;
    }

    public synchronized boolean happened() {
        return calls.size() >= failing;
    }

    /** The names of the calls so far. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public CatalogPorts on(CatalogPorts ports) {
        return new CatalogPorts(
                on(BucketRegister.class, ports.buckets()),
                on(HeadRegister.class, ports.heads()),
                on(VersionStore.class, ports.versions()),
                on(IndexStore.class, ports.index()),
                on(UploadRegister.class, ports.uploads()),
                on(Trash.class, ports.trash()));
    }

    private <T> T on(Class<T> port, T target) {
        Object proxy = Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, values) -> call(target, method, values));
        return port.cast(proxy);
    }

    private @Nullable Object call(Object target, Method method, @Nullable Object[] values) throws Throwable {
        int number = count(method);
        boolean dead = dying && number > failing;
        if (dead || (number == failing && !made)) {
            throw new StoreUnavailableException("Call " + number + " fails: " + method.getName());
        }
        @Nullable Object result = invoke(target, method, values);
        if (number == failing) {
            throw new StoreUnavailableException("The answer to call " + number + " is lost: " + method.getName());
        }
        return result;
    }

    private synchronized int count(Method method) {
        calls.add(method.getName());
        return calls.size();
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] values) throws Throwable {
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}

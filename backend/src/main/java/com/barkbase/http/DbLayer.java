package com.barkbase.http;

import com.barkbase.db.Pool;
import java.util.function.Supplier;

/**
 * The backend adapter: how a Lambda function comes to its pool. {@code com.barkbase.db.Db} is in the layer under
 * {@code /opt/java/lib} on AWS and on the class path elsewhere; a function deployed without the layer is told so.
 *
 * <p>This class has to load where the layer is missing, so all that needs it is in {@link WarmPool}.
 */
public final class DbLayer {

    private static final String DOOR = "com.barkbase.db.Db";

    private DbLayer() {}

    /**
     * The pool of this function's environment, already connected if PostgreSQL answers. Call it in a handler's
     * no-argument constructor, which Lambda runs before the first request.
     *
     * @throws IllegalStateException where the layer is not attached
     */
    public static Supplier<Pool> pool() {
        requireAttached();
        return WarmPool.open();
    }

    /**
     * Loads nothing of the layer.
     *
     * @throws IllegalStateException where the layer is not attached; it says what to do
     */
    public static void requireAttached() {
        try {
            Class.forName(DOOR, false, DbLayer.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(
                    "[DB-LAYER] The db-layer is not attached to this function: " + DOOR + " is neither in the layer"
                            + " (/opt/java/lib) nor on the class path. Attach the layer whose ARN is in the SSM"
                            + " parameter /barkbase/{env}/layers/db-layer-arn (layers: [dbLayer]).",
                    missing);
        }
    }
}

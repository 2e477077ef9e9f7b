// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import javax.management.JMException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/**
 * Hears that an application is about to stop, on containers that wait for its open requests before they tell it so.
 *
 * <p>Tomcat sends the notification of JSR 77, then gives asynchronous requests two seconds, then calls the application's
 * listeners. The application's own MBean hands out the object that notifies. Where there is no such MBean, nothing
 * happens. Nothing but the JDK is called, and without its management module this class cannot be loaded. Thread-safe.
 */
final class StopNotice implements NotificationListener {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    private static final String STOPPING = "j2ee.state.stopping";
    // Tomcat's words. What notifies is not the MBean but the object behind it; the version is empty mostly.
    private static final String EMITTER = "managedResource";
    private static final String VERSION = "org.apache.catalina.webappVersion";

    private final NotificationEmitter emitter;
    private final Runnable onStopping;

    private StopNotice(NotificationEmitter emitter, Runnable onStopping) {
        this.emitter = emitter;
        this.onStopping = onStopping;
    }

    /**
     * Runs something when the application is about to stop, on the container's thread that stops it.
     *
     * @return what forgets the application again, which has to be called when it stops; it does nothing where the
     *     container gives no notice
     */
    static Runnable watch(ServletContext application, Runnable onStopping) {
        if (application.getAttribute(VERSION) == null) {
            // Not Tomcat, nor built on it: no other container waits so, and some have much to look through.
            return () -> {};
        }
        try {
            String server = application.getVirtualServerName();
            // What stands before the host is the engine, which its MBeans have for their domain.
            String engine = server.substring(0, Math.max(0, server.lastIndexOf('/')));
            String name = nameOf(application, server.substring(server.lastIndexOf('/') + 1));
            // A server that is there: to ask for the platform's own could make one.
            for (MBeanServer beans : MBeanServerFactory.findMBeanServer(null)) {
                for (ObjectName found : beans.queryNames(new ObjectName("*:j2eeType=WebModule,*"), null)) {
                    if (name.equals(found.getKeyProperty("name"))
                            && engine.equals(found.getDomain())
                            && beans.getAttribute(found, EMITTER) instanceof NotificationEmitter emitter) {
                        return listen(new StopNotice(emitter, onStopping));
                    }
                }
            }
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The container cannot be asked for a notice of the application's end.", e);
        }
        return () -> {};
    }

    private static Runnable listen(StopNotice notice) {
        notice.emitter.addNotificationListener(notice, null, null);
        return notice::forget;
    }

    // Such as //localhost/app, //localhost/app##2, //localhost/ and //localhost/##2.
    private static String nameOf(ServletContext application, String host) {
        Object version = application.getAttribute(VERSION);
        String context = application.getContextPath() + (version.equals("") ? "" : "##" + version);
        return "//" + host + (context.startsWith("/") ? "" : "/") + context;
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (notification.getType().equals(STOPPING)) {
            forget();
            onStopping.run();
        }
    }

    // The emitter is the container's, and may live on after the application: it has to let go of our class loader.
    private void forget() {
        try {
            emitter.removeNotificationListener(this);
        } catch (ListenerNotFoundException e) {
            LOG.log(Level.TRACE, "The notice has been given already.", e);
        }
    }
}

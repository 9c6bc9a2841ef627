package io.wealthcrm.shared;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.metamodel.EntityType;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Reads one query per entity before the service is ready. The query language's parser takes a second of class loading at its
 * first use, which would otherwise block an event loop under the first request.
 */
@ApplicationScoped
class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    void start(@Observes StartupEvent event, Mutiny.SessionFactory sessions) {
        for (EntityType<?> entity : sessions.getMetamodel().getEntities()) {
            var query = sessions.getCriteriaBuilder()
                    .createQuery(
                            "from " + entity.getName() + " e where e is not null order by id(e)", entity.getJavaType());
            LOG.debugf("read %s", query.getResultType());
        }
    }
}

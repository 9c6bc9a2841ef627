/** How the nodes of one installation hear of each other's doings; see {@link io.wealthcrm.shared.cluster.Cluster}. */
package io.wealthcrm.shared.cluster;

/** The demo firm: laid in on the first start without a database of one's own, and the routes that move its clock. */
package io.wealthcrm.demo;

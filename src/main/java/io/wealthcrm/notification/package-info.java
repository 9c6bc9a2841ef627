/** What people are told: the inbox, the deliveries to their devices through FCM, and what they want pushed and when. */
package io.wealthcrm.notification;

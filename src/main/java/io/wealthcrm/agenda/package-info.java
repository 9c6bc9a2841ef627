/** The work of those who serve customers: tasks (待办), booked time (预约) and the plan of a day (日程). */
package io.wealthcrm.agenda;

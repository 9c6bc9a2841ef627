/** The work of those who serve customers: tasks (待办) and the plan of a day (日程). */
package io.wealthcrm.agenda;

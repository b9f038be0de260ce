/** Times and dates as a therapist reads them. */
import type { IsoDate, IsoInstant, Ms } from '../../shared/time.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** "0:26", "12:05", "1:02:09" */
export function clock(milliseconds: Ms): string {
  const seconds = Math.floor(milliseconds / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "under a minute", "12 min", "1 h 5 min" */
export function duration(milliseconds: Ms): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "Mar 2, 2026": a calendar date has no time zone, so it is read as one in UTC. */
export function date(day: IsoDate): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** A sentence of the core with its stored dates written as `date` writes them. */
export function withReadableDates(text: string): string {
  return text.replace(/\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g, (day) => date(day as IsoDate));
}

/** "Mar 2, 2026, 2:05 PM" in the given zone, else in this computer's. */
export function instant(at: IsoInstant, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at));
}

/** "2:05 PM" on this computer's clock. */
export function timeOfDay(at: IsoInstant): string {
  return new Intl.DateTimeFormat('en-US', { timeStyle: 'short' }).format(new Date(at));
}

/** The calendar day it is here, as stored dates are written. */
export function today(now: Date): IsoDate {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** "Monday, March 2" */
export function longDay(day: IsoDate): string {
  const options = { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-US', options).format(new Date(`${day}T00:00:00Z`));
}

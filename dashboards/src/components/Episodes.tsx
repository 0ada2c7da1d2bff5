import { PATHS, type Place } from '../context';
import { longDate } from '../release/periods';
import type { Release } from '../release/release';
import type { Episode } from '../release/types';
import { ToneSign } from './Icon';

export const STATUS = { new: 'New', ongoing: 'Going on', ended: 'Over' } as const;

/** Signals in sentences. */
export function EpisodeList({ release, at: here, episodes }: { release: Release; at: Place; episodes: readonly Episode[] }) {
  if (episodes.length === 0) return <p class="empty">No signal is new or going on.</p>;
  return (
    <ul class="episodes">
      {episodes.map((episode) => {
        const area = release.area(episode.place);
        const indicator = release.indicator(episode.indicator);
        const page = PATHS.areaIndicator(area.slug, indicator.slug);
        return (
          <li>
            <p class="verdict"><ToneSign tone={episode.direction === 'high' ? 'up' : 'down'} />{STATUS[episode.status]}, {episode.direction === 'high' ? 'higher' : 'lower'} than expected</p>
            {page !== here.path && <p><a href={here.root + page}>{indicator.plainName} in {area.name}</a></p>}
            <p>{episode.text}</p>
            <p class="quiet">First seen {longDate(episode.first)}{episode.last !== episode.first && `, last ${longDate(episode.last)}`}</p>
          </li>
        );
      })}
    </ul>
  );
}

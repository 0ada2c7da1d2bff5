import { PATHS, type Place } from '../context';

/** Without a script the form leads to the A–Z list; with it, what is typed turns into links at once. */
export function FindPlace({ at: here, label }: { at: Place; label: string }) {
  return (
    <form class="find" action={here.root + PATHS.places} method="get" role="search">
      <label for="find-place">{label}</label>
      <div class="find-field">
        <input id="find-place" name="q" type="search" autocomplete="off" spellcheck={false} />
        <button type="submit">Find</button>
      </div>
      <ul class="found" id="found" aria-label="Places found" hidden />
      <p class="find-status" role="status" />
    </form>
  );
}

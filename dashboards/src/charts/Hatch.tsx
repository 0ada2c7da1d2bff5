/** The filling of everything without a number, in charts and maps alike. */
export function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="hatch-ground" width="8" height="8" />
      <rect class="hatch-line" width="2" height="8" />
    </pattern>
  );
}

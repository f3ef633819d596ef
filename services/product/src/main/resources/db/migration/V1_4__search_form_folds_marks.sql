-- Texts are compared without accents and other marks, and letters that differ in more than a mark as people type them
-- (final sigma, sharp s, dotless i, ...). Version N-1 calls the same function. Hangul letters and kana keep what belongs to them.
create or replace function search_form(value text) returns text
  language sql immutable strict parallel safe
  return replace(replace(replace(
    translate(
      regexp_replace(normalize(lower(normalize(value, nfkc)), nfd), '[\u0300-\u036f]', '', 'g'),
      'ςıøłđ', 'σiold'),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');

-- Only products of which the form has changed: their columns are generated again.
update product set name = name, description = description
where search_text ~ '[\u0300-\u036fςıøłđßæœ]';

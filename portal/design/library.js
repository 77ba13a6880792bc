// The behaviours of GOV.UK Frontend that the portal uses. Bundled by bin/vendor-design-system.
export { Button, CharacterCount, ErrorSummary, ExitThisPage, SkipLink, createAll } from "govuk-frontend";

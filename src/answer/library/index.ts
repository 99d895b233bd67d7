export { createLibrary, type LibraryOptions } from "./create-library.ts";

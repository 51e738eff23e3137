/** The door of the panels that show maps. */
export { ApartImage } from './apart-image.ts';
export { MapPlane } from './map-plane.ts';

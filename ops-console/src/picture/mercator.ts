/** Web Mercator, 0 to 1 from west to east. */
export const mercatorX = (longitude: number) => (180 + longitude) / 360;

/** Web Mercator, 0 to 1 from north to south. */
export const mercatorY = (latitude: number) => (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360))) / 360;

export const longitudeOf = (x: number) => x * 360 - 180;

export const latitudeOf = (y: number) => (360 / Math.PI) * Math.atan(Math.exp(((180 - y * 360) * Math.PI) / 180)) - 90;

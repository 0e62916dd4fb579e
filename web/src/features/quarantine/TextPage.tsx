export const TextPage = () => null;

/**
 * How far a count is from a mean, in standard deviations: the signed root of its deviance, negative binomial with variance
 * m + φ m², Poisson for φ = 0. Its tails are close to the normal's also for small means (Pierce and Schafer, "Residuals in
 * Generalized Linear Models", 1986), where the difference of square roots makes seven where there are none look common.
 *
 * @param mean above 0
 */
export function devianceResidual(count: number, mean: number, dispersion: number): number {
  const likely = count === 0 ? 0 : count * Math.log(count / mean);
  const deviance =
    dispersion < 1e-5
      ? likely - (count - mean)
      : likely - (count + 1 / dispersion) * Math.log((1 + dispersion * count) / (1 + dispersion * mean));
  return Math.sign(count - mean) * Math.sqrt(2 * Math.max(0, deviance));
}

/** The count that is so many deviations from the mean; not below 0. */
export function countAtResidual(residual: number, mean: number, dispersion: number): number {
  if (residual <= devianceResidual(0, mean, dispersion)) return 0;
  let low = 0;
  let high = mean + 1;
  while (devianceResidual(high, mean, dispersion) < residual) high *= 2;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (devianceResidual(middle, mean, dispersion) < residual) low = middle;
    else high = middle;
  }
  return high;
}

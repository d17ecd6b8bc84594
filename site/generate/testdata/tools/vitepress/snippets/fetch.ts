export async function get(url: string) {
  const answer = await fetch(url)
  // #region retry
  if (!answer.ok) {
    return get(url)
  }
  // #endregion retry
  return answer.text()
}

#region get
def get(url):
    return open(url).read()
#endregion get

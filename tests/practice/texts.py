"""With which article do the tests practise?"""

TEXT = """脑卒中又叫中风，中间的字读音不同。血管突然堵住或者破了，就是中风。

## 怎样预防

每天量一次血压，把数写下来。医生说的话要记住。觉得头晕，就马上坐下来休息。
血压高了不要慌，按时吃药最要紧。少吃盐，多吃蔬菜和水果。

- 每天走一走，身体会更好。
- 不要自己停药。

到医院去，越快越好。家里人要学会看症状。突然说不清话，就马上打120。
"""
"""Its readings are sure, and there are enough sentences for questions of every kind."""

r"""The reader of Hangul lines in `resources/hangul`: its network, and the drawn lines that it learnt from.

It learns from drawn lines alone: no document of anybody is needed, and none can be told from the model.

To train it again (one core for the network, one for the drawing; the shipped one took two hours on two shared cores,
and half an hour with `--start` and `--rate 0.0005`, when more lines lay under marks):

    apt-get install fonts-nanum fonts-nanum-extra fonts-unfonts-core fonts-unfonts-extra fonts-baekmuk fonts-noto-cjk \
        fonts-lexi-gulim fonts-lexi-saebom fonts-naver-d2coding fonts-woowa-bm
    pip install torch==2.13.0 onnx==1.23.2 numpy pillow opencv-python-headless
    python -m training.hangul --minutes 120 --fonts FOLDER --out FOLDER

FOLDER of the fonts holds their files side by side. Nothing else of the project is needed.
"""
